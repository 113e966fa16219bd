import io.github.botmetry.Botmetry;
import io.github.botmetry.prometheus.PrometheusIntegration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import spark.Service;

/** A bot with a web server of Spark, started before Botmetry or after it. */
public final class SparkBot {

    private SparkBot() {}

    public static void main(String[] order) throws Exception {
        boolean isFirst = order[0].equals("first");
        Service early = isFirst ? web() : null;
        PrometheusIntegration prometheus =
                PrometheusIntegration.builder().port(0).build();
        Botmetry botmetry = Botmetry.builder().install(prometheus).build();
        Service web = early == null ? web() : early;
        System.out.println("bot: web " + get(web.port(), "/hello"));
        System.out.println("bot: up " + get(prometheus.port(), "/metrics").contains("botmetry_endpoint_up 1"));
        System.out.println("bot: warnings " + botmetry.warnings());
        botmetry.close();
        System.out.println("bot: afterwards " + get(web.port(), "/hello"));
        System.exit(0);
    }

    private static Service web() {
        Service web = Service.ignite().ipAddress("127.0.0.1").port(0);
        web.get("/hello", (request, answer) -> "hello");
        web.awaitInitialization();
        return web;
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
