package dev.switchboard.simulators.script;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Callbacks that go out after the answer: those of one name in the order of the requests they
/// answer, however close together these come.
public final class OrderedCallbacks {

    private final Map<String, CompletableFuture<Void>> newest = new ConcurrentHashMap<>();

    /// What a request is told.
    @FunctionalInterface
    public interface Answer {

        /// Returns when it is on its way.
        void give() throws IOException;
    }

    /// Gives an answer, and then calls back, when all that have called back for this name before
    /// are done. What was not answered is not called back for.
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

    /// Taken before the answer is given, which the next request of this name waits for.
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
