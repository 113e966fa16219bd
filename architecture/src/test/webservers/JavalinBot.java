import io.github.botmetry.Botmetry;
import io.github.botmetry.prometheus.PrometheusIntegration;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** A bot with a web server of Javalin, started before Botmetry or after it. */
public final class JavalinBot {

    private JavalinBot() {}

    public static void main(String[] order) throws Exception {
        boolean isFirst = order[0].equals("first");
        Javalin early = isFirst ? web() : null;
        PrometheusIntegration prometheus =
                PrometheusIntegration.builder().port(0).build();
        Botmetry botmetry = Botmetry.builder().install(prometheus).build();
        Javalin web = early == null ? web() : early;
        System.out.println("bot: web " + get(web.port(), "/hello"));
        System.out.println("bot: up " + get(prometheus.port(), "/metrics").contains("botmetry_endpoint_up 1"));
        System.out.println("bot: warnings " + botmetry.warnings());
        botmetry.close();
        System.out.println("bot: afterwards " + get(web.port(), "/hello"));
        System.exit(0);
    }

    private static Javalin web() {
        return Javalin.create()
                .get("/hello", context -> context.result("hello"))
                .start("127.0.0.1", 0);
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
