package io.github.botmetry.endpoint;

import io.github.botmetry.endpoint.jetty.http.HttpField;
import io.github.botmetry.endpoint.jetty.http.HttpFields;
import io.github.botmetry.endpoint.jetty.http.HttpHeader;
import io.github.botmetry.endpoint.jetty.server.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Holds one answer of a page in memory. For one thread. */
final class Answer implements PageAnswer, PageRequest {

    static final String PLAIN = "text/plain; charset=utf-8";

    private static final int SPARE_BYTES = 4 * 1024;
    private static final int GZIP_BYTES = 8 * 1024;

    private final Request request;
    private final Route page;
    private final Body content;
    private final boolean isZipped;
    private String contentType = PLAIN;
    private String varies = "Accept-Encoding";
    private @Nullable OutputStream body;

    Answer(Request request, Route page) {
        this.request = request;
        this.page = page;
        this.content = new Body(page.lastBytes().get() + SPARE_BYTES);
        HttpField encodings = request.getHeaders().getField(HttpHeader.ACCEPT_ENCODING);
        this.isZipped = encodings != null && encodings.contains("gzip");
    }

    void make() throws Exception {
        page.page().answer(this, this);
        body().close();
        page.lastBytes().set(content.size());
    }

    @Override
    public @Nullable String query() {
        return request.getHttpURI().getQuery();
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeaders().get(name);
    }

    @Override
    public void contentType(String contentType) {
        this.contentType = contentType;
    }

    @Override
    public void varies(String header) {
        varies = header + ", " + varies;
    }

    @Override
    public OutputStream body() {
        OutputStream known = body;
        if (known == null) {
            known = isZipped ? zipped(content) : content;
            body = known;
        }
        return known;
    }

    private static OutputStream zipped(OutputStream target) {
        try {
            return new GZIPOutputStream(target, GZIP_BYTES);
        } catch (IOException e) {
            throw new IllegalStateException("memory has no such failures", e);
        }
    }

    void addTo(HttpFields.Mutable headers) {
        headers.put(HttpHeader.CONTENT_TYPE, contentType);
        headers.put(HttpHeader.VARY, varies);
        if (isZipped) {
            headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
    }

    ByteBuffer content() {
        return content.bytes();
    }

    /** Gives access to its bytes, so that they are sent without a copy. */
    private static final class Body extends ByteArrayOutputStream {

        Body(int expectedBytes) {
            super(expectedBytes);
        }

        ByteBuffer bytes() {
            return ByteBuffer.wrap(buf, 0, count);
        }
    }
}
