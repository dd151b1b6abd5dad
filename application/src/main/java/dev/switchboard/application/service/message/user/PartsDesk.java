package dev.switchboard.application.service.message.user;

import dev.switchboard.application.port.in.message.AcceptReply.Once;
import dev.switchboard.application.port.in.message.AcceptReply.Part;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.application.port.in.message.AcceptReply.Result;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.delivery.Lanes;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the parts of an answer into the journal in their order. A part whose predecessor is missing
/// is stored and waits for it, but not for long; also over a restart (contract netomi 4.6).
public final class PartsDesk {

    private static final Logger log = LoggerFactory.getLogger(PartsDesk.class);
    private static final int PAGE = 1000;

    private final ReplyJournal journal;
    private final WaitingParts waiting;
    private final Lanes lanes;
    private final Running running;
    private final Duration longest;
    private final AnswersInParts answers = new AnswersInParts();

    /// @param longest how long a part waits at most
    public PartsDesk(
            ReplyJournal journal,
            WaitingParts waiting,
            Lanes lanes,
            Running running,
            Duration longest) {
        this.journal = journal;
        this.waiting = waiting;
        this.lanes = lanes;
        this.running = running;
        this.longest = longest;
    }

    /// What waiting runs on.
    public record Running(Timer timer, Executor workers, Clock clock) {}

    Result accept(Reply reply, ConversationId conversation, Part part) {
        return lanes.inOrder(conversation, () -> acceptInOrder(reply, conversation, part));
    }

    private Result acceptInOrder(Reply reply, ConversationId conversation, Part part) {
        AnswerInParts answer = answers.of(conversation, part.answer());
        if (answer.next() >= part.index()) {
            Result result = journal.append(reply);
            answer.released(part.index());
            releaseNext(answer);
            return result;
        }
        WaitingParts.Part stored =
                new WaitingParts.Part(
                        conversation,
                        part.answer(),
                        part.index(),
                        fingerprint(reply),
                        ReplyText.write(reply, conversation, part),
                        running.clock().instant());
        waiting.put(stored);
        hold(answer, stored);
        return new Result.Accepted();
    }

    private static String fingerprint(Reply reply) {
        Once once = reply.once();
        return once == null ? Integer.toHexString(reply.content().text().hashCode()) : once.key();
    }

    private void hold(AnswerInParts answer, WaitingParts.Part part) {
        answer.hold(part);
        Instant due = part.at().plus(longest);
        running.timer().at(due, () -> running.workers().execute(() -> stopWaiting(part)));
    }

    /// All that wait for this part's predecessor have waited long enough.
    private void stopWaiting(WaitingParts.Part part) {
        try {
            lanes.inOrder(part.conversation(), () -> releaseUpTo(part));
        } catch (RuntimeException e) {
            log.warn("A part of an answer waits for the store: {}", e.getMessage());
            Instant again = running.clock().instant().plus(longest);
            running.timer().at(again, () -> running.workers().execute(() -> stopWaiting(part)));
        }
    }

    private AnswerInParts releaseUpTo(WaitingParts.Part part) {
        AnswerInParts answer = answers.of(part.conversation(), part.answer());
        answer.heldUpTo(part.index()).forEach(held -> release(answer, held));
        releaseNext(answer);
        return answer;
    }

    private void releaseNext(AnswerInParts answer) {
        List<WaitingParts.Part> ready = answer.heldUpTo(answer.next());
        while (!ready.isEmpty()) {
            ready.forEach(held -> release(answer, held));
            ready = answer.heldUpTo(answer.next());
        }
    }

    private void release(AnswerInParts answer, WaitingParts.Part part) {
        journal.append(ReplyText.read(part.command()));
        waiting.remove(part);
        answer.released(part);
    }

    /// Takes up what waited when the hub stopped.
    public void recover() {
        waiting.all(PAGE)
                .forEach(part ->
                        lanes.inOrder(
                                part.conversation(),
                                () -> {
                                    hold(answers.of(part.conversation(), part.answer()), part);
                                    return part;
                                }));
    }
}
