package dev.switchboard.tools.practice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// All that a hub relays to, on one port: a bot, a channel, a sessions server, the platform of
/// WhatsApp's users, and Salesforce.
final class World {

    static final String TOKEN =
            "{\"success\":true,\"payload\":{\"token\":\"practice\",\"expires_in\":86400}}";
    static final Pattern RESPONSE_URL = Pattern.compile("\"response_url\":\"([^\"]*)\"");

    final HttpServer server;
    final String url;

    final BlockingQueue<String> responseUrls = new LinkedBlockingQueue<>();
    final CountDownLatch answered;
    final CountDownLatch read;
    final Salesforce salesforce;

    /// While it is, nobody takes anything.
    volatile boolean deaf;

    /// @param answers what the sessions server is to hear
    /// @param said what users are to read, and agents to hear
    World(int answers, int said) {
        answered = new CountDownLatch(answers);
        read = new CountDownLatch(said);
        salesforce = new Salesforce(said);
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        url = "http://127.0.0.1:" + server.getAddress().getPort();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::hear);
        server.createContext(Salesforce.STREAM, salesforce::listen);
        server.start();
    }

    void hear(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        byte[] answer = (deaf ? "{}" : answer(exchange, body)).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(deaf ? 503 : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    String answer(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getPath();
        switch (path.split("/", -1)[1]) {
            case "bot" -> {}
            case "channel" -> {
                Matcher responseUrl = RESPONSE_URL.matcher(body);
                if (responseUrl.find()) {
                    responseUrls.add(responseUrl.group(1));
                }
            }
            case "sessions" -> answered.countDown();
            case "platform" -> read.countDown();
            default -> {
                return salesforce.answer(
                        path, exchange.getRequestHeaders().getFirst("Authorization"), body);
            }
        }
        return TOKEN;
    }
}
