package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SerialDispatcherTest {

    private final SerialDispatcher serialDispatcher = new SerialDispatcher();
    private final List<String> calls = new ArrayList<>();

    @Test
    void makesCallsThatCameBeforeTheReceiverWhenItIsThere() {
        serialDispatcher.drained();
        serialDispatcher.closed(CloseReason.DRAIN);

        serialDispatcher.begin(receiver(() -> {}));

        assertThat(calls).containsExactly("drained", "closed DRAIN");
    }

    @Test
    void makesACallThatMeetsAnotherBehindIt() {
        serialDispatcher.begin(receiver(() -> serialDispatcher.closed(CloseReason.SERVER)));

        serialDispatcher.text("a");

        assertThat(calls).containsExactly("begin a", "end a", "closed SERVER");
    }

    @Test
    void makesNoCallAfterTheLast() {
        serialDispatcher.begin(receiver(() -> {}));
        serialDispatcher.closed(CloseReason.CLIENT);

        CompletionStage<?> taken = serialDispatcher.text("late");
        serialDispatcher.drained();
        serialDispatcher.closed(CloseReason.SERVER);

        assertThat(calls).containsExactly("closed CLIENT");
        assertThat(taken.toCompletableFuture()).isDone();
    }

    @Test
    void tellsWhenAMessageThatHadToWaitWasTaken() {
        List<CompletionStage<?>> deferred = new ArrayList<>();
        serialDispatcher.begin(
                receiver(() -> {
                    if (deferred.isEmpty()) {
                        deferred.add(serialDispatcher.text("b"));
                    }
                }));

        serialDispatcher.text("a");

        assertThat(calls).containsExactly("begin a", "end a", "begin b", "end b");
        assertThat(deferred.getFirst().toCompletableFuture()).isDone();
    }

    private EngineReceiver receiver(Runnable meanwhile) {
        return new EngineReceiver() {
            @Override
            public CompletionStage<?> text(String message) {
                calls.add("begin " + message);
                meanwhile.run();
                calls.add("end " + message);
                return CompletableFuture.completedStage(null);
            }

            @Override
            public CompletionStage<?> binary(ByteBuffer message) {
                return CompletableFuture.completedStage(null);
            }

            @Override
            public void drained() {
                calls.add("drained");
            }

            @Override
            public void closed(CloseReason reason) {
                calls.add("closed " + reason);
            }
        };
    }
}
