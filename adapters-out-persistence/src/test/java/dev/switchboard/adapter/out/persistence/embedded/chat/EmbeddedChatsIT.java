package dev.switchboard.adapter.out.persistence.embedded.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.document.DocumentChats;
import dev.switchboard.adapter.out.persistence.document.DocumentTable;
import dev.switchboard.adapter.out.persistence.document.OldDocuments;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.port.out.chat.Chats;
import dev.switchboard.application.port.out.chat.ChatsContract;
import dev.switchboard.domain.chat.Chat;
import dev.switchboard.domain.chat.Chat.EndReason;
import dev.switchboard.domain.chat.Chat.Once;
import dev.switchboard.domain.chat.Chat.Request;
import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.message.Content;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmbeddedChatsIT extends EngineCase implements ChatsContract {

    @Override
    public Chats chats() {
        return new DocumentChats(ColdTables.of(TableForm.CHATS, engine()));
    }

    @Test
    void endsWithItsConversation() {
        chats().finish(keepsFromTheBeginningToTheEnd());
        Chat second = ChatsContract.begun(2);
        chats().begin(second);
        chats().finish(second);

        end(CONVERSATION);

        assertThat(chats().newest(CONVERSATION, 10)).isEmpty();
        assertThat(chats().open(null, 10)).isEmpty();
        assertThat(isEmpty(Table.CHAT)).isTrue();
    }

    /// It may have begun in the moment of the end.
    @Test
    void staysWhileItIsOpen() {
        chats().finish(keepsFromTheBeginningToTheEnd());
        Chat second = ChatsContract.begun(2);
        chats().begin(second);

        end(CONVERSATION);

        assertThat(chats().newest(CONVERSATION, 10)).containsExactly(second);
        assertThat(chats().open(null, 10)).containsExactly(second);
    }

    private void end(ConversationId conversation) {
        engine().write(batch -> {
            ColdTables.of(TableForm.CHATS, engine())
                    .removeSeriesUnlessFlagged(batch, conversation.value());
            return conversation;
        });
    }

    @Test
    void readsWhatHubsWroteBeforeThereWereDocuments() {
        putOld(Table.CHAT, "/old/chat.hex");
        assertThat(ColdTables.of(TableForm.CHATS, engine()).all())
                .containsExactlyInAnyOrderElementsOf(OldDocuments.of(TableForm.CHATS));
        ConversationId many = ConversationId.of("bot", "many");
        Chat first =
                old(many, 1, 1, null)
                        .end(EndReason.NOT_CREATED, NOW.plusSeconds(1), NOW.plusSeconds(45))
                        .orElseThrow();
        Chat second = secondOf(many);
        Chat third = old(many, 3, 3, "k-2");
        Chat other = old(ConversationId.of("bot", "other"), 1, 4, null);

        assertThat(chats().newest(many, 10)).containsExactly(third, second, first);
        assertThat(chats().open(null, 10)).containsExactly(second, third, other);
        assertThat(chats().open(second, 10)).containsExactly(third, other);
        assertThat(chats().find(other.id())).contains(other);
        assertThat(chats().begin(old(many, 4, 5, null)))
                .isEqualTo(new Chats.Changed.Overtaken(third));
        assertThat(chats().erase(second.id())).isFalse();
        chats().finish(second);
        assertThat(chats().erase(second.id())).isTrue();
        Chat over = third.end(EndReason.NOT_ROUTED, NOW.plusSeconds(9)).orElseThrow();
        assertThat(chats().change(third.version(), over)).isEqualTo(new Chats.Changed.Done());
        Chat fourth = old(many, 4, 5, null);
        assertThat(chats().begin(fourth)).isEqualTo(new Chats.Changed.Done());

        assertThat(chats().newest(many, 10)).containsExactly(fourth, over, second.erased(), first);
        assertThat(chats().open(null, 10)).containsExactly(over, fourth, other);
        chats().finish(over);
        chats().finish(fourth);
        end(many);
        assertThat(keys(Table.CHAT, "many")).isEmpty();
        assertThat(chats().open(null, 10)).containsExactly(other);
    }

    private static Chat secondOf(ConversationId conversation) {
        Chat begun = old(conversation, 2, 2, "k-1");
        Chat heard = begun.opened(NOW.plusSeconds(2)).orElseThrow().heardBy(7);
        Chat joined = heard.join(NOW.plusSeconds(3)).orElseThrow();
        return joined.end(EndReason.UNANSWERED, NOW.plusSeconds(4)).orElseThrow();
    }

    /// The chat in the fixture.
    private static Chat old(ConversationId conversation, int number, int id, @Nullable String key) {
        Request request =
                new Request(
                        new TenantId("acme.eu"),
                        "whatsapp",
                        "52155",
                        "acme-bot",
                        "521554578545",
                        "Zo\u00eb",
                        "zoe@example.com",
                        "+52155",
                        new Content("{\"a\":1}"),
                        "default",
                        "help",
                        new Once("f00", key));
        ChatId named = new ChatId("00000000-0000-4000-8000-%012x".formatted(id));
        return Chat.begin(named, conversation, number, 41, request, "console", NOW);
    }

    @Test
    void walksPastWhatHasAnotherForm() {
        walksPastWhatCannotBeRead(this::deform);
    }

    @Test
    void beginsBehindTheNumberOfOneOfAnotherForm() {
        beginsBehindTheNumberOfOneThatCannotBeRead(this::deform);
    }

    private void deform(Chat chat) {
        DocumentTable table = ColdTables.of(TableForm.CHATS, engine());
        Document there = table.find(chat.id().value()).orElseThrow();
        table.write(new DocumentTable.Change.Put(there.append("request", 7)));
    }

    @Test
    void walksPastWhatIsDamaged() {
        walksPastWhatCannotBeRead(chat -> damage(Table.CHAT, chat.conversation().externalId()));
    }
}
