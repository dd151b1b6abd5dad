package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Visitor;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A customer who writes to the desk in Pega with every odd number, and the desk, which writes to
/// them with every even one.
final class DeskTalk extends Talk {

    private final Visitor visitor;

    DeskTalk(LiveHub hub, Duration longestPause) {
        this(Visitor.at(hub), longestPause);
    }

    private DeskTalk(Visitor visitor, Duration longestPause) {
        super(visitor.id(), longestPause);
        this.visitor = visitor;
    }

    /// Lets the simulated desk say nothing by itself.
    static void silence(LiveHub hub) {
        hub.scriptDesk("[{\"callback\":{\"when\":\"never\"},\"repeat\":2000000000}]");
    }

    @Override
    Optional<String> refusal(int number) {
        try {
            return isOfCustomer(number) ? refusalOfCustomer(number) : refusalOfDesk(number);
        } catch (UncheckedIOException | CompletionException e) {
            return Optional.of(e.toString());
        }
    }

    private Optional<String> refusalOfCustomer(int number) {
        JsonNode answer =
                visitor.page().clientMessage(visitor.id(), "customer-" + number, text(number));
        return answer.path("ok").asBoolean() ? Optional.empty() : Optional.of(answer.toString());
    }

    private Optional<String> refusalOfDesk(int number) {
        Answer answer = visitor.hears("desk-" + number, text(number));
        return answer.status() == 200
                ? Optional.empty()
                : Optional.of(answer.status() + " " + answer.body());
    }

    private static boolean isOfCustomer(int number) {
        return number % 2 == 1;
    }

    private static String text(int number) {
        return "text " + number;
    }

    private List<String> texts(boolean ofCustomer) {
        return numbers()
                .filter(number -> isOfCustomer(number) == ofCustomer)
                .mapToObj(DeskTalk::text)
                .toList();
    }

    @Override
    Stream<String> wrong() {
        return Stream.concat(
                difference("the desk of " + visitor.id(), visitor.sentTexts(), texts(true)),
                difference("the page of " + visitor.id(), shown(), texts(false)));
    }

    /// What the customer sees: repeats have the same `message_id`.
    private List<String> shown() {
        Set<String> known = new HashSet<>();
        return visitor.page().events("serverMessage").stream()
                .filter(message -> known.add(message.path("message_id").asString()))
                .map(message -> message.at("/text/0").asString(""))
                .toList();
    }

    @Override
    public void close() {
        visitor.close();
    }
}
