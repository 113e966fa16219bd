package io.github.botmetry.jda.event;

import io.github.botmetry.guard.Printable;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Names custom ids after the templates that the bot declared, the most fixed characters first; see the builder. */
public final class CustomIdTemplates implements UnaryOperator<String> {

    /** Discord's own limit for custom ids. */
    private static final int MAX_LENGTH = 100;

    private final List<String> templates;
    private final UnaryOperator<String> others;

    /** @param others names what matches none */
    public CustomIdTemplates(List<String> templates, UnaryOperator<String> others) {
        templates.forEach(CustomIdTemplates::check);
        this.templates = templates.stream()
                .sorted(Comparator.comparingInt(CustomIdTemplates::fixed).reversed())
                .toList();
        this.others = others;
    }

    private static void check(String template) {
        if (template.isBlank() || template.length() > MAX_LENGTH || fixed(template) == 0) {
            throw new IllegalArgumentException("a template must have 1.." + MAX_LENGTH
                    + " characters, not only of stars, was " + Printable.quoted(template));
        }
    }

    private static int fixed(String template) {
        return template.replace(CustomIds.VARIABLE, "").length();
    }

    @Override
    public String apply(String customId) {
        for (String template : templates) {
            if (matches(template, customId)) {
                return template;
            }
        }
        return others.apply(customId);
    }

    /** A star stands for any characters, also for none. Both have at most 100, so going back to the last star is cheap. */
    static boolean matches(String template, String text) {
        int at = 0;
        int inTemplate = 0;
        int star = -1;
        int afterStar = 0;
        while (at < text.length()) {
            if (inTemplate < template.length() && template.charAt(inTemplate) == '*') {
                star = inTemplate++;
                afterStar = at;
            } else if (inTemplate < template.length() && template.charAt(inTemplate) == text.charAt(at)) {
                inTemplate++;
                at++;
            } else if (star >= 0) {
                inTemplate = star + 1;
                at = ++afterStar;
            } else {
                return false;
            }
        }
        while (inTemplate < template.length() && template.charAt(inTemplate) == '*') {
            inTemplate++;
        }
        return inTemplate == template.length();
    }
}
