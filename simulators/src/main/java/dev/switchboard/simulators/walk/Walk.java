package dev.switchboard.simulators.walk;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Walks through a running demo, from the first log-in to a wall board, and shows each step. It
/// ends at the first one that does not happen.
public final class Walk {

    private final Demo stranger;
    private final String password;
    private final Clock clock;

    /// @param hub has the demo's simulators, and nothing was done to it yet
    /// @param password of `admin`
    public Walk(URI hub, String password, Clock clock, PrintStream out) {
        this.stranger = new Demo(HttpClient.newHttpClient(), hub, new Screen(out), "");
        this.password = password;
        this.clock = clock;
    }

    /// Takes the hub's port and its admin's password from the environment, as the hub does. The
    /// status is 1 if the walk did not get to its end. With `DEMO_ONCE=1` nobody goes on after it.
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        URI hub = URI.create("http://localhost:" + environment.getOrDefault("PORT", "8000"));
        String password = environment.getOrDefault("SWITCHBOARD_ADMIN_PASSWORD", "");
        Clock clock = Clock.systemUTC();
        Instant began = clock.instant();
        Optional<String> failure = new Walk(hub, password, clock, System.out).take();
        failure.ifPresent(System.err::println);
        Duration took = Duration.between(began, clock.instant());
        System.out.println("The walk took " + took.toSeconds() + " s.");
        if (!"1".equals(environment.get("DEMO_ONCE"))) {
            System.out.println(DemoGuide.of(hub, password, environment).text());
        }
        System.exit(failure.isPresent() ? 1 : 0);
    }

    /// @return the step that did not happen, in one line
    public Optional<String> take() {
        try {
            Demo admin = logIn();
            new ChannelSteps(admin).take();
            new CustomerSteps(admin).take();
            new HandoverSteps(admin, password, clock).take();
            new PresenceSteps(admin, password).take();
            return Optional.empty();
        } catch (StepFailedException e) {
            return Optional.of("FAILED: " + e.getMessage());
        }
    }

    private Demo logIn() {
        stranger.screen().title("Log in: the token goes along with every other request");
        String path = "/v1/authenticate";
        stranger.showRequest("POST", path, Demo.credentials("admin", "…"));
        Reply reply = stranger.fetch("POST", path, Demo.credentials("admin", password));
        String token = reply.expect(200, "\"token\":").text("/token");
        stranger.showAnswer(200, Screen.without(token, reply.answer().body()));
        return stranger.as(token);
    }
}
