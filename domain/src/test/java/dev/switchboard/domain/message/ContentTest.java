package dev.switchboard.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentTest {
    @Test
    void countsItsBytes() {
        assertThat(new Content("\"caf\u00e9 \ud83d\ude00\"").bytes()).isEqualTo(12);
    }

    @Test
    void keepsWhatIsForAgentsOutOfItsText() {
        AgentNote words = new AgentNote("{\"text\":\"he is angry\"}");
        Content note = Content.forAgents(words);
        Content both = new Content("{\"event\":\"ended\"}", words);

        assertThat(note.text()).isEqualTo("{\"type\":\"note\"}");
        assertThat(note.isForAgents()).isTrue();
        assertThat(both.isForAgents()).isFalse();
        assertThat(new Content(note.text()).isForAgents()).isFalse();
        assertThat(note.toString() + both + words).doesNotContain("angry");
        assertThat(note.bytes()).isEqualTo(note.length()).isEqualTo(15 + 22);
    }

    @Test
    void staysANoteWhenItIsErased() {
        AgentNote words = new AgentNote("{\"text\":\"he is angry\"}");

        assertThat(Content.forAgents(words).erased())
                .isEqualTo(Content.forAgents(AgentNote.ERASED))
                .matches(Content::isErased)
                .matches(Content::isForAgents);
        assertThat(new Content("{}", words).erased()).isEqualTo(Content.ERASED);
        assertThat(Content.forAgents(words).isErased()).isFalse();
    }

    @Test
    void printsItsSizeOnly() {
        Content content = new Content("\"my password\"");
        Message message =
                new Message(
                        new MessageId("msg_" + "0".repeat(32)),
                        ConversationId.ofSession("abc123"),
                        1,
                        new Author(Party.USER, "user"),
                        content,
                        null,
                        null,
                        Instant.EPOCH);

        assertThat(content).hasToString("Content[13 characters]");
        assertThat(message.toString()).doesNotContain("my password");
    }

    @Test
    void ofASealedNoteIsForItsReaderAndItsAuthorAlone() {
        AgentNote note = new AgentNote("{\"id\":\"1\",\"text\":\"to ben\"}");
        Message plain = said(note);
        Message whisper = said(note.sealedFor("ann"));

        assertThat(plain.seenBy("ben")).isEqualTo(plain);
        assertThat(whisper.seenBy("ann")).isEqualTo(whisper);
        assertThat(whisper.seenBy("sue")).isEqualTo(whisper);
        for (String other : List.of("ben", "an", "anna", "ann\"", "")) {
            Message seen = whisper.seenBy(other);
            assertThat(seen.seq()).isEqualTo(whisper.seq());
            assertThat(seen.author().party()).isEqualTo(Party.SYSTEM);
            assertThat(seen.content().isForAgents()).isTrue();
            assertThat(seen.content().note()).isEqualTo(new AgentNote("{\"event\":\"sealed\"}"));
        }
    }

    @Test
    void sealedForAStrangeNameIsForThatNameAlone() {
        String strange = "a\"b\\,\u00e9";
        AgentNote note = new AgentNote("{\"id\":\"1\"}").sealedFor(strange);

        assertThat(note.isSealedFrom(strange)).isFalse();
        assertThat(note.isSealedFrom("a")).isTrue();
    }

    private static Message said(AgentNote note) {
        return new Message(
                new MessageId("msg_" + "0".repeat(32)),
                ConversationId.of("web", "1"),
                7,
                new Author(Party.AGENT, "sue"),
                Content.forAgents(note),
                null,
                null,
                Instant.EPOCH);
    }
}
