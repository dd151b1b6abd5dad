package dev.switchboard.bootstrap.e2e.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// An organisation at a hub: its users, and the back end that reports on them.
public final class Office {

    public static final String UUID = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

    private static final String PASSWORD = "everybodys-own-password";

    private final LiveHub hub;
    private final String org;
    private final HubClient backEnd;
    private final Map<String, HubClient> people = new HashMap<>();

    public Office(LiveHub hub, String org) {
        this.hub = hub;
        this.org = org;
        this.backEnd = account("SERVICE", "\"org_id\":\"" + org + "\",\"user_id\":999999");
    }

    /// A separate organisation, so that no other test changes it.
    public static Office at(LiveHub hub) {
        return new Office(hub, LiveHub.fresh("org"));
    }

    private HubClient account(String role, @Nullable String identity) {
        String name = LiveHub.fresh("person");
        Answer made =
                hub.admin()
                        .post(
                                "/v1/accounts",
                                """
                                {"username":"%s","password":"%s","roles":["%s"]%s}\
                                """
                                        .formatted(
                                                name,
                                                PASSWORD,
                                                role,
                                                identity == null ? "" : "," + identity));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return hub.stranger().logInFromElsewhere(name, PASSWORD);
    }

    /// The organisation's id.
    public String name() {
        return org;
    }

    LiveHub hub() {
        return hub;
    }

    /// A signed-in user of the organisation; the same client at each call.
    public HubClient person(String role, long user) {
        return people.computeIfAbsent(
                role + user,
                _ -> account(role, "\"org_id\":\"%s\",\"user_id\":%d".formatted(org, user)));
    }

    /// A user without an organisation.
    HubClient outsider() {
        return account("AGENT", null);
    }

    HubClient backEnd() {
        return backEnd;
    }

    /// @param rest of a path below the organisation's
    public String under(String rest) {
        return "/v1/organisation/" + org + rest;
    }

    public String userPath(long user) {
        return "/org/" + org + "/user/" + user + "/presence";
    }

    public String groupPath(long group) {
        return "/org/" + org + "/group/" + group + "/presence";
    }

    Answer report(long user, String body) {
        return backEnd.put(under("/user/" + user + "/presence"), body);
    }

    /// Reports a user with a number, as the name of the user's state.
    Answer reports(long user, long number) {
        return report(
                user,
                "{\"userId\":%d,\"presence\":\"RINGING\",\"availability\":\"%d\",\"availabilityStateId\":1,\"availabilityProfileId\":1}"
                        .formatted(user, number));
    }

    /// Reports a new state of a user's phone.
    public void calls(long user, String presence) {
        String direction = presence.isEmpty() ? "" : "Inbound";
        Answer answer =
                report(
                        user,
                        """
                        {"userId":%d,"presence":"%s","logicalDirection":"%s",
                         "callChannelUUID":"%s"}\
                        """
                                .formatted(
                                        user, presence, direction, presence.isEmpty() ? "" : UUID));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    void joins(long group, long user) {
        assertDone(backEnd.put(memberPath(group, user), "{}"));
    }

    void leaves(long group, long user) {
        assertDone(backEnd.delete(memberPath(group, user)));
    }

    private String memberPath(long group, long user) {
        return under("/user-group/" + group + "/user/" + user);
    }

    void hasGroup(long group) {
        assertDone(person("ADMIN", 1).put(under("/user-group/" + group), "{\"name\":\"Sales\"}"));
    }

    /// Makes a group of these users; each is reported at least once.
    void hasGroup(long group, long from, long to) {
        hasGroup(group);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            LongStream.rangeClosed(from, to)
                    .forEach(user ->
                            workers.execute(() -> {
                                calls(user, "RINGING");
                                joins(group, user);
                            }));
        }
    }

    Answer counts(long user, String body, String... headers) {
        return backEnd.post(under("/user/" + user + "/unread"), body, headers);
    }

    private static void assertDone(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 201, 204);
    }

    /// An authenticated client at `/v1/events`.
    public Softphone phone(String role, long user) {
        String token = token(role, user); // first, since the hub waits for it only so long
        return Softphone.at(hub, Softphone.EVENTS).signsIn(token);
    }

    /// A client at `/v1/events` that has sent its token, and has heard nothing yet.
    Softphone phoneOf(String token) {
        return Softphone.at(hub, Softphone.EVENTS).says(SeedFrames.with(token, SeedFrames.AUTH));
    }

    /// An authenticated client at `/v1/subscribe`.
    public Softphone badge(String role, long user) {
        String token = token(role, user);
        return Softphone.at(hub, Softphone.SUBSCRIBE).signsIn(token);
    }

    public String token(String role, long user) {
        return String.valueOf(person(role, user).token());
    }
}
