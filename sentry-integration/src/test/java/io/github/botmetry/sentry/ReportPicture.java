package io.github.botmetry.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws a report as it arrived, for the documentation. */
final class ReportPicture {

    private static final int WIDTH = 860;
    private static final int MAX_FRAMES = 4;

    private final StringBuilder body = new StringBuilder();
    private int y = 34;

    private ReportPicture() {}

    static String svg(JsonNode event) {
        ReportPicture picture = new ReportPicture();
        picture.draw(event);
        int height = picture.y + 12;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" \
                aria-label="A report of a failed command in Sentry" font-family="Verdana, DejaVu Sans, sans-serif" font-size="13">
                <rect x="0.5" y="0.5" width="%3$d" height="%4$d" rx="8" fill="#ffffff" stroke="#d5d0dc"/>
                %5$s</svg>
                """.formatted(WIDTH, height, WIDTH - 1, height - 1, picture.body);
    }

    private void draw(JsonNode event) {
        JsonNode exceptions = event.at("/exception/values");
        JsonNode exception = exceptions.get(exceptions.size() - 1);
        text(24, "#2b1d38", "bold", 17, exception.at("/type").asText());
        text(
                560,
                "#80708f",
                "normal",
                12,
                event.at("/level").asText() + "  ·  " + event.at("/transaction").asText());
        line(24);
        text(24, "#4a3a5c", "normal", 13, exception.at("/value").asText());
        line(16);
        section("User", fields(event.at("/user")));
        section("Tags", fields(event.at("/tags")));
        section("Additional data", fields(event.at("/extra")));
        section("discord", fields(event.at("/contexts/discord")));
        section("discord.command", fields(event.at("/contexts").path("discord.command")));
        section("Breadcrumbs", breadcrumbs(event.at("/breadcrumbs")));
        section("Stack trace", frames(exception.at("/stacktrace/frames")));
    }

    private static List<String[]> fields(JsonNode object) {
        List<String[]> fields = new ArrayList<>();
        object.properties().forEach(field -> fields.add(new String[] {field.getKey(), written(field.getValue())}));
        fields.sort(Comparator.comparing(field -> field[0]));
        return fields;
    }

    private static String written(JsonNode value) {
        return value.isContainerNode() ? value.toString().replaceAll("[{}\"]", "") : value.asText();
    }

    private static List<String[]> breadcrumbs(JsonNode breadcrumbs) {
        List<String[]> lines = new ArrayList<>();
        for (JsonNode breadcrumb : breadcrumbs) {
            JsonNode data = breadcrumb.at("/data");
            String text = data.has("url")
                    ? data.at("/method").asText() + " " + data.at("/url").asText() + " → "
                            + data.at("/status_code").asText()
                    : breadcrumb.at("/message").asText();
            lines.add(new String[] {breadcrumb.at("/category").asText(), text});
        }
        return lines;
    }

    private static List<String[]> frames(JsonNode frames) {
        List<String[]> lines = new ArrayList<>();
        for (int i = frames.size() - 1; i >= 0 && lines.size() < MAX_FRAMES; i--) {
            JsonNode frame = frames.get(i);
            if (!frame.at("/in_app").asBoolean()) {
                continue;
            }
            lines.add(new String[] {
                frame.at("/filename").asText() + ":" + frame.at("/lineno").asText(),
                frame.at("/module").asText().replaceFirst(".*[.$]", "") + "."
                        + frame.at("/function").asText()
            });
        }
        return lines;
    }

    private void section(String title, List<String[]> lines) {
        if (lines.isEmpty()) {
            return;
        }
        line(20);
        text(24, "#6c5fc7", "bold", 13, title);
        for (String[] line : lines) {
            line(20);
            text(40, "#80708f", "normal", 13, line[0]);
            text(250, "#2b1d38", "normal", 13, line[1]);
        }
        line(8);
    }

    private void line(int height) {
        y += height;
    }

    private void text(int x, String colour, String weight, int size, String text) {
        body.append("<text x=\"%d\" y=\"%d\" fill=\"%s\" font-weight=\"%s\" font-size=\"%d\">%s</text>%n"
                .formatted(x, y, colour, weight, size, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
