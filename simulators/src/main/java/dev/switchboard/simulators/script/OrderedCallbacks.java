package dev.switchboard.simulators.script;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Callbacks sent after the answer: those with one name in the order of their requests, however
/// close together these are.
public final class OrderedCallbacks {

    private final Map<String, CompletableFuture<Void>> newest = new ConcurrentHashMap<>();

    /// The answer to a request.
    @FunctionalInterface
    public interface Answer {

        /// Returns once it is on its way.
        void give() throws IOException;
    }

    /// Answers, then calls back after all earlier callbacks of this name are done. If the answer
    /// fails, there is no callback.
    public void answer(String name, Answer answer, Supplier<CompletableFuture<Void>> callback)
            throws IOException {
        CompletableFuture<Void> answered = placeOf(name, callback);
        try {
            answer.give();
            answered.complete(null);
        } finally {
            answered.cancel(false);
        }
    }

    /// Reserves the place before the answer, because the next request of this name waits for the
    /// answer.
    private CompletableFuture<Void> placeOf(
            String name, Supplier<CompletableFuture<Void>> callback) {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        CompletableFuture<Void> called =
                newest.compute(
                        name,
                        (_, before) ->
                                before == null
                                        ? calling(answered, callback)
                                        : calling(before.thenCompose(_ -> answered), callback));
        var _ = called.thenRun(() -> newest.remove(name, called));
        return answered;
    }

    private static CompletableFuture<Void> calling(
            CompletableFuture<Void> turn, Supplier<CompletableFuture<Void>> callback) {
        return turn.thenComposeAsync(_ -> callback.get()).exceptionally(_ -> null);
    }
}
