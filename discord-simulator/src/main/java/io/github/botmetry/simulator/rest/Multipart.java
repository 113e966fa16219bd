package io.github.botmetry.simulator.rest;

import io.github.botmetry.simulator.payload.FilePart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a multipart/form-data body into its payload_json and the names and sizes of its files (RFC 7578). */
record Multipart(String payloadJson, List<FilePart> files) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");
    private static final String BLANK_LINE = "\r\n\r\n";

    static boolean is(String contentType) {
        return contentType.startsWith("multipart/form-data");
    }

    static Multipart parse(String contentType, byte[] body) {
        // One char for each byte, so that positions and sizes are right for any file.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String payload = "";
        List<FilePart> files = new ArrayList<>();
        for (String part : text.split(Pattern.quote("--" + find(BOUNDARY, contentType)), -1)) {
            int blank = part.indexOf(BLANK_LINE);
            if (blank < 0) {
                continue;
            }
            String head = part.substring(0, blank);
            String content = part.substring(blank + BLANK_LINE.length(), Math.max(blank + 4, part.length() - 2));
            if (head.contains("filename=")) {
                files.add(new FilePart(utf8(find(FILE_NAME, head)), content.length()));
            } else if (find(NAME, head).equals("payload_json")) {
                payload = utf8(content);
            }
        }
        return new Multipart(payload, files);
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
