package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.List;

/// Erases at once, and counts how often it was asked to scrub.
public final class InMemoryEraser implements Eraser {
    private final StoreState state;
    private int scrubs;
    private boolean silent;

    InMemoryEraser(StoreState state) {
        this.state = state;
    }

    @Override
    public void erase(List<Message> messages, Instant now) {
        state.alone(() -> {
            messages.stream()
                    .flatMap(message -> state.find(message.id()).stream())
                    .forEach(stored -> erase(stored, now));
            return messages;
        });
        if (silent) {
            silent = false;
            throw new StoreUnavailableException("the reply is lost");
        }
    }

    /// The next erasure takes effect, and its caller learns that the store did not answer.
    public void loseNextReply() {
        silent = true;
    }

    private void erase(StoredMessage stored, Instant now) {
        stored.trace.replaceAll(hop -> new Hop(hop.target(), hop.attempt().erased()));
        for (Delivery delivery : List.copyOf(stored.deliveries.values())) {
            if (delivery.isOpen()) {
                stored.become(Delivery.erased(delivery, now));
                stored.traced(
                        delivery.target(),
                        Attempt.step(now, Outcome.DISCARDED, ParkReason.ERASED.code()));
            }
        }
        Message said = stored.message;
        Author author = said.author();
        stored.message =
                new Message(
                        said.id(),
                        said.conversation(),
                        said.seq(),
                        author.party() == Party.USER ? new Author(Party.USER, "erased") : author,
                        said.content().erased(),
                        null,
                        said.answers(),
                        said.at());
        state.keys.replaceAll((_, key) ->
                key.first().equals(said.id()) && key.answer() != null
                        ? new StoredKey(key.key(), key.first(), "")
                        : key);
    }

    @Override
    public void scrub() {
        state.alone(() -> ++scrubs);
    }

    public int scrubs() {
        return scrubs;
    }
}
