package io.github.botmetry.jda.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodeTest {

    private static final String NESTED =
            "{\"errors\":{\"content\":{\"_errors\":[{\"code\":\"BASE_TYPE_REQUIRED\"}]}},\"code\":50035}";

    private static Response response(int status, String type, byte[] body) {
        return new Response.Builder()
                .request(new Request.Builder().url("http://127.0.0.1/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .header("Content-Type", type)
                .body(ResponseBody.create(body, MediaType.parse(type)))
                .build();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return compressed.toByteArray();
    }

    @Test
    void code_isTheOutermost_andTheBodyIsStillThere() throws IOException {
        Response response = response(400, "application/json; charset=utf-8", NESTED.getBytes(UTF_8));

        assertThat(ErrorCode.of(response)).isEqualTo(50035);
        assertThat(response.body().string()).isEqualTo(NESTED);
    }

    @Test
    void code_isReadFromGzip_andTheBodyIsStillCompressed() throws IOException {
        Response response = response(400, "application/json", gzip(NESTED))
                .newBuilder()
                .header("Content-Encoding", "gzip")
                .build();

        assertThat(ErrorCode.of(response)).isEqualTo(50035);
        assertThat(response.body().bytes()).isEqualTo(gzip(NESTED));
    }

    @Test
    void success_isNotRead() {
        assertThat(ErrorCode.of(response(200, "application/json", NESTED.getBytes(UTF_8))))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|[]",
                "application/json|{}",
                "application/json|''",
                "application/json|{\"code\":",
                "application/json|{\"code\":\"many\"}",
                "application/json|{\"code\":null}",
                "application/json|{\"code\":[1]}",
                "application/json|{\"code\":99999999999999}",
                "application/json|{\"code\":-5}",
                "text/html|{\"code\":10008}"
            })
    void whatIsNoCode_isNone(String type, String body) {
        assertThat(ErrorCode.of(response(404, type, body.getBytes(UTF_8)))).isZero();
    }

    @Test
    void bodyOverTheBound_hasNoCode_andIsLeftToJda() throws IOException {
        String body = "{\"message\":\"" + "x".repeat(100_000) + "\",\"code\":1}";
        Response response = response(400, "application/json", body.getBytes(UTF_8));

        assertThat(ErrorCode.of(response)).isZero();
        assertThat(response.body().string()).isEqualTo(body);
    }

    @Test
    void bombOfGzip_isReadToTheBoundOnly() throws IOException {
        Response response = response(400, "application/json", gzip("{\"message\":\"" + "x".repeat(50_000_000)))
                .newBuilder()
                .header("Content-Encoding", "gzip")
                .build();

        assertThat(ErrorCode.of(response)).isZero();
    }
}
