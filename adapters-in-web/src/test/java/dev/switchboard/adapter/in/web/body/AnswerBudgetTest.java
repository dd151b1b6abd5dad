package dev.switchboard.adapter.in.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.in.web.body.AnswerBudget.Share;
import dev.switchboard.adapter.in.web.body.MeteredBody.Proof;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class AnswerBudgetTest {

    private static final int MEBIBYTE = 1024 * 1024;
    private static final int ALL = 32 * MEBIBYTE;

    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final AnswerBudget budget = new AnswerBudget(8L * ALL, figures);

    @Test
    void holdsAnEighthOfTheHeap() {
        Share first = share(Proof.GIVEN);
        first.take(ALL);

        refused(() -> share(Proof.GIVEN).take(1));
        first.close();
        share(Proof.GIVEN).take(ALL);

        assertThat(held()).isEqualTo(ALL);
        assertThat(figures.get("switchboard.requests.shed").tag("why", "answers").counter().count())
                .isEqualTo(1);
    }

    @Test
    void keepsHalfOfItForCallersWithProof() {
        Share stranger = share(Proof.NONE);
        stranger.take(ALL);

        refused(() -> share(Proof.NONE).take(1));
        share(Proof.GIVEN).take(ALL / 2);
        stranger.close();
        share(Proof.NONE).take(ALL / 2);

        assertThat(held()).isEqualTo(ALL);
    }

    @Test
    void waitsForRoomForAFileAndGivesBackWhatItDoesNotNeed() {
        Share first = share(Proof.GIVEN);
        first.takeForFile(2L * ALL, Duration.ZERO);
        for (int other = 0; other < 3; other++) {
            share(Proof.GIVEN).takeForFile(2L * ALL, Duration.ZERO);
        }
        CompletableFuture<Void> fifth =
                CompletableFuture.runAsync(
                        () -> share(Proof.GIVEN).takeForFile(MEBIBYTE, Duration.ofMinutes(1)));

        first.shrinkTo(2 * MEBIBYTE);
        fifth.join();

        assertThat(held()).isEqualTo(3 * ALL / 4 + 3 * MEBIBYTE);
    }

    @Test
    void leavesHalfOfTheRoomForFilesToCallersWithProof() {
        share(Proof.NONE).takeForFile(ALL, Duration.ZERO);
        share(Proof.NONE).takeForFile(ALL, Duration.ZERO);

        refused(() -> share(Proof.NONE).takeForFile(MEBIBYTE, Duration.ZERO));
        share(Proof.GIVEN).takeForFile(ALL, Duration.ZERO);
        share(Proof.GIVEN).takeForFile(ALL, Duration.ZERO);

        assertThat(held()).isEqualTo(ALL);
    }

    @Test
    void countsTheTrueSizeOfAFileOnceItIsSent() {
        Share file = share(Proof.NONE);
        file.takeForFile(ALL, Duration.ZERO);

        file.shrinkTo(ALL);
        assertThat(held()).isEqualTo(ALL / 4);
        file.take(ALL / 2);
        assertThat(held()).isEqualTo(ALL / 2);

        file.close();
        assertThat(held()).isZero();
        share(Proof.NONE).take(ALL / 2);
    }

    @Test
    void takesAnAnswerThatFitsWhileAFileWaits() {
        share(Proof.GIVEN).take(ALL - MEBIBYTE);
        Thread file =
                Thread.ofVirtual()
                        .start(() -> share(Proof.GIVEN).takeForFile(ALL, Duration.ofMinutes(1)));
        try {
            await().until(() -> file.getState() == Thread.State.TIMED_WAITING);

            share(Proof.GIVEN).take(MEBIBYTE);

            assertThat(held()).isEqualTo(ALL);
        } finally {
            file.interrupt();
        }
    }

    @Test
    void countsALargeAnswerUntilItIsSent() throws ServletException, IOException {
        answer((response, out) -> {
            out.write(new byte[MEBIBYTE]);
            assertThat(held()).isEqualTo(MEBIBYTE);
        });

        assertThat(held()).isZero();
    }

    @Test
    void countsTheAnswersOfCallersWhoNameAnotherProtocol() throws ServletException, IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/conversations/c");
        request.addHeader("Connection", "Upgrade");
        request.addHeader("Upgrade", "x");

        answer(
                request,
                (response, out) -> {
                    out.write(new byte[MEBIBYTE]);
                    assertThat(held()).isEqualTo(MEBIBYTE);
                });
    }

    @Test
    void countsAnAnswerOfUnknownLengthOnceItIsLarge() throws ServletException, IOException {
        answer((response, out) -> {
            out.write(new byte[20_000]);
            assertThat(held()).isZero();
            out.write(new byte[20_000]);
            assertThat(held()).isEqualTo(2 * MEBIBYTE);
            out.write('x');
            assertThat(held()).isEqualTo(2 * MEBIBYTE);
        });
    }

    @Test
    void doesNotCountPiecesOfAFile() throws ServletException, IOException {
        answer((response, out) -> {
            response.setContentLengthLong(MEBIBYTE);
            for (int piece = 0; piece < 128; piece++) {
                out.write(new byte[8192]);
            }
            assertThat(held()).isZero();
        });
    }

    private interface Writer {
        void write(HttpServletResponse response, OutputStream out) throws IOException;
    }

    private void answer(Writer writer) throws ServletException, IOException {
        answer(new MockHttpServletRequest(), writer);
    }

    private void answer(MockHttpServletRequest request, Writer writer)
            throws ServletException, IOException {
        FilterChain chain =
                (_, response) ->
                        writer.write((HttpServletResponse) response, response.getOutputStream());
        new MeteredAnswer.Filter(budget).doFilter(request, new MockHttpServletResponse(), chain);
    }

    private Share share(Proof proof) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        proof.showFor(request);
        return budget.new Share(request);
    }

    private double held() {
        return figures.get("switchboard.requests.answers").gauge().value();
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ProblemException.class))
                .extracting(refusal -> refusal.problem().code())
                .isEqualTo(ProblemCode.OVERLOADED);
    }
}
