package io.github.botmetry.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The details of an event as observers see them: empty where they cannot be read. */
record DescribedDetails(EventDetails details, Object event, Descriptions descriptions) implements EventDetails {

    static EventDetails of(EventDetails details, BotEvent event, Descriptions descriptions) {
        boolean isKnown = details == NONE || details instanceof DescribedDetails;
        // Keeps only the event's class, since details live longer than the objects of the event.
        return isKnown ? details : new DescribedDetails(details, event.getClass(), descriptions);
    }

    @Override
    public Map<String, Object> facts() {
        Map<String, Object> facts = descriptions.read(event, details::facts);
        return facts == null ? Map.of() : facts;
    }

    @Override
    public List<Option> options() {
        List<Option> options = descriptions.read(event, details::options);
        return options == null ? List.of() : options;
    }

    @Override
    public boolean worksOutContent() {
        return Boolean.TRUE.equals(descriptions.read(event, details::worksOutContent));
    }

    @Override
    public @Nullable String content() {
        return descriptions.read(event, details::content);
    }
}
