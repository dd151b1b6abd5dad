package dev.switchboard.simulators.walk;

/// People who are called, so that the wall board has something to show.
final class PresenceSteps {

    private static final String CALLED = "/v1/organisation/demo/user/1001/presence";

    private final Demo demo;
    private final Screen screen;
    private final String password;

    /// @param password that the exchange and the wall board get, too
    PresenceSteps(Demo admin, String password) {
        this.demo = admin;
        this.screen = admin.screen();
        this.password = password;
    }

    void take() {
        openTheExchange();

        screen.title("A call rings there ...");
        exchange("{\"do\": \"ring\", \"user\": 1001}");
        demo.get(CALLED).expect(200, "\"presence\":\"RINGING\"", "\"availability\":\"Available\"");
        exchange("{\"do\": \"hangup\", \"user\": 1001}");
    }

    private void openTheExchange() {
        screen.title(
                "An organisation with a telephone exchange, a group, and 40 people who are called");
        makeAccount("pbx", "SERVICE", 1);
        makeAccount("wallboard", "AGENT", 2);
        demo.ask("PUT", "/v1/organisation/demo/user-group/1", "{\"name\": \"Floor\"}")
                .expect(201, "\"name\":\"Floor\"");
        demo.fetch(
                        "PUT",
                        "/sim/pbx/account",
                        """
                        {"organisation": "demo", "group": 1, "users": 40, "service": %s, "watcher": %s}\
                        """
                                .formatted(
                                        Demo.credentials("pbx", password),
                                        Demo.credentials("wallboard", password)))
                .expect(200);
    }

    private void makeAccount(String username, String role, int user) {
        demo.makeAccount(
                username,
                password,
                "\"roles\": [\"%s\"], \"org_id\": \"demo\", \"user_id\": %d".formatted(role, user));
    }

    private void exchange(String event) {
        demo.fetch("POST", "/sim/pbx/events", "[" + event + "]").expect(200);
    }
}
