package dev.switchboard.simulators.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OrderedCallbacksTest {

    private final OrderedCallbacks ordered = new OrderedCallbacks();
    private final List<String> made = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

    private void answer(String name, String callback, CompletableFuture<Void> until)
            throws IOException {
        ordered.answer(name, () -> {}, making(callback, until));
    }

    private Supplier<CompletableFuture<Void>> making(
            String callback, CompletableFuture<Void> until) {
        return () -> {
            made.add(callback);
            return until;
        };
    }

    @Test
    void waitForTheOnesBeforeThem() throws IOException {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        answer("ann", "first", slow);
        answer("ann", "second", done);
        answer("bob", "his", done);
        await().until(() -> made.size() == 2);
        assertThat(made).containsExactlyInAnyOrder("first", "his");

        slow.complete(null);

        await().until(() -> made.size() == 3);
        assertThat(made.getLast()).isEqualTo("second");
    }

    @Test
    void goOnAfterOneThatFailed() throws IOException {
        answer("ann", "first", CompletableFuture.failedFuture(new IOException()));
        answer("ann", "second", done);

        await().until(() -> made.equals(List.of("first", "second")));
    }

    @Test
    void goOnWithoutOneThatWasNotAnswered() throws IOException {
        OrderedCallbacks.Answer hungUp =
                () -> {
                    throw new IOException("hung up");
                };
        assertThatThrownBy(() -> ordered.answer("ann", hungUp, making("first", done)))
                .isInstanceOf(IOException.class);

        answer("ann", "second", done);

        await().until(() -> made.contains("second"));
        assertThat(made).containsExactly("second");
    }

    @Test
    void comeAfterTheAnswer() throws IOException {
        ordered.answer("ann", () -> made.add("answer"), making("callback", done));

        await().until(() -> made.equals(List.of("answer", "callback")));
    }
}
