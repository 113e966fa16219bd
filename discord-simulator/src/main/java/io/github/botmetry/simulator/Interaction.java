package io.github.botmetry.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.botmetry.simulator.rest.RestFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Check or await the bot's answers to one use of a command, component or modal.
 *
 * <p>Thread-safe. Methods that wait throw AssertionError after their time limit; its message names the bot's actual answers.
 */
public final class Interaction {
    private final InteractionOrigin origin;
    private final long id;
    private final String token;
    private final Settings settings;
    private final long sentNanos = System.nanoTime();
    private final Signal answered = new Signal();
    private final List<Reply> replies = new ArrayList<>();
    private final Map<Long, SimulatedMessage> followUps = new ConcurrentSkipListMap<>();
    private @Nullable Acknowledgement acknowledgement;
    private @Nullable SimulatedMessage original;
    private boolean isLoading;
    private volatile boolean isSent = true;
    private @Nullable Modal modal;
    private @Nullable List<Choice> choices;

    Interaction(InteractionOrigin origin, long id, String token, Settings settings) {
        this.origin = origin;
        this.id = id;
        this.token = token;
        this.settings = settings;
    }

    public long id() {
        return id;
    }

    /** The secret token with which the bot answers; it must appear nowhere else. */
    public String token() {
        return token;
    }

    public Actor user() {
        return origin.user();
    }

    public Place channel() {
        return origin.channel();
    }

    /** The {@link System#nanoTime()} at which the interaction was sent. */
    public long sentNanos() {
        return sentNanos;
    }

    /** True once Discord has accepted an answer of the bot. */
    public boolean isAcknowledged() {
        return acknowledgement().isPresent();
    }

    /** The first accepted answer, empty before it. */
    public Optional<Acknowledgement> acknowledgement() {
        return answered.read(() -> Optional.ofNullable(acknowledgement));
    }

    /** Waits for the first answer of any kind. */
    public Acknowledgement awaitAcknowledged(Duration limit) {
        answered.await(limit, () -> acknowledgement != null, () -> this + " was not acknowledged" + hint());
        return acknowledgement().orElseThrow();
    }

    /** Waits for the first visible answer: a reply, the text of a deferred reply, or an updated message. */
    public Reply awaitReply(Duration limit) {
        return awaitReply(limit, reply -> true, "a reply");
    }

    /** Waits for the first follow-up message. */
    public Reply awaitFollowUp(Duration limit) {
        return awaitReply(limit, reply -> reply.kind() == Reply.Kind.FOLLOW_UP, "a follow-up");
    }

    /** Waits for the first edit of a visible answer. */
    public Reply awaitEdit(Duration limit) {
        return awaitReply(limit, reply -> reply.kind() == Reply.Kind.EDIT, "an edit");
    }

    /** Waits until the user has seen this number of answers; each edit counts as one. */
    public List<Reply> awaitReplies(int count, Duration limit) {
        answered.await(
                limit, () -> replies.size() >= count, () -> this + " has not got " + count + " replies: " + history());
        return replies();
    }

    /** Waits for a modal. */
    public Modal awaitModal(Duration limit) {
        answered.await(limit, () -> modal != null, () -> this + " did not open a modal: " + history());
        return answered.read(() -> Optional.ofNullable(modal)).orElseThrow();
    }

    /** Waits for suggestions. */
    public List<Choice> awaitChoices(Duration limit) {
        answered.await(limit, () -> choices != null, () -> this + " got no choices: " + history());
        return answered.read(() -> Optional.ofNullable(choices)).orElseThrow();
    }

    /** All answers that the user has seen so far, in order. */
    public List<Reply> replies() {
        return answered.read(() -> List.copyOf(replies));
    }

    private Reply awaitReply(Duration limit, Predicate<Reply> wanted, String what) {
        answered.await(
                limit, () -> replies.stream().anyMatch(wanted), () -> this + " did not get " + what + ": " + history());
        return replies().stream().filter(wanted).findFirst().orElseThrow();
    }

    private String history() {
        return answered.read(() -> acknowledgement + " then " + replies) + hint();
    }

    private String hint() {
        return isSent ? "" : " (no bot was logged in to receive it)";
    }

    void sent(boolean taken) {
        isSent = taken;
    }

    InteractionOrigin origin() {
        return origin;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - sentNanos);
    }

    /** Takes the only acknowledgement; a second one is refused, even if both arrive at once. */
    void acknowledge(Acknowledgement.Kind kind, boolean ephemeral, long arrivedNanos) {
        answered.change(() -> {
            if (acknowledgement != null) {
                throw new RestFailure(400, 40060, "Interaction has already been acknowledged.");
            }
            boolean late = settings.enforceDeadline() && age().compareTo(settings.deadline()) > 0;
            if (late || age().compareTo(settings.interactionLifetime()) > 0) {
                throw RestFailure.unknown(10062, "interaction");
            }
            Duration delay = Duration.ofNanos(arrivedNanos - sentNanos);
            acknowledgement = new Acknowledgement(kind, ephemeral, arrivedNanos, delay);
        });
    }

    /** Refuses a follow-up before the acknowledgement or after the token has expired. */
    void requireWebhook() {
        if (!isAcknowledged()) {
            throw RestFailure.unknown(10015, "Webhook");
        }
        if (age().compareTo(settings.interactionLifetime()) > 0) {
            throw new RestFailure(401, 50027, "Invalid Webhook Token");
        }
    }

    @Nullable
    SimulatedMessage original() {
        return answered.read(() -> original);
    }

    SimulatedMessage requireOriginal() {
        SimulatedMessage message = original();
        if (message == null || message.isDeleted()) {
            throw RestFailure.unknown(10008, "Message");
        }
        return message;
    }

    void original(SimulatedMessage message, boolean loading) {
        answered.change(() -> {
            original = message;
            isLoading = loading;
        });
    }

    /** Returns true only for the first content that replaces "… is thinking". */
    boolean finishLoading() {
        return answered.read(() -> {
            boolean was = isLoading;
            isLoading = false;
            return was;
        });
    }

    void add(Reply.Kind kind, SimulatedMessage message, long arrivedNanos) {
        Reply reply = new Reply(kind, message.content(), message.isEphemeral(), message, arrivedNanos);
        answered.change(() -> replies.add(reply));
    }

    void addFollowUp(SimulatedMessage message, long arrivedNanos) {
        followUps.put(message.id(), message);
        add(Reply.Kind.FOLLOW_UP, message, arrivedNanos);
    }

    SimulatedMessage message(long messageId) {
        SimulatedMessage first = original();
        SimulatedMessage found = first != null && first.id() == messageId ? first : followUps.get(messageId);
        if (found == null || found.isDeleted()) {
            throw RestFailure.unknown(10008, "Message");
        }
        return found;
    }

    void modal(JsonNode json) {
        answered.change(() -> modal = new Modal(origin, json));
    }

    void choices(JsonNode json) {
        List<Choice> offered = new ArrayList<>();
        for (JsonNode choice : json) {
            offered.add(new Choice(
                    choice.path("name").asText(), choice.path("value").asText()));
        }
        answered.change(() -> choices = List.copyOf(offered));
    }

    @Override
    public String toString() {
        return origin.toString();
    }
}
