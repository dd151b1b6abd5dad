package dev.switchboard.adapter.out.persistence.embedded.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.fakes.QuietLog;
import dev.switchboard.domain.fuzz.Fuzz;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A stored document, of today's form or an earlier one, is read as it was written, or harms only
/// itself.
@ExtendWith(QuietLog.class)
class BsonFuzzTest {

    private static final int VERSION = 1;

    @Test
    void isReadAsItWasWritten() {
        Fuzz.of("stored documents")
                .seeds(
                        Bson.write(
                                VERSION,
                                Document.parse(
                                        "{'_id':'a','n':{'$numberLong':'7'},'d':{'$date':1},"
                                                + "'l':['x',1,null,true],'i':{'j':{'k':1.5}}}")),
                        nested(),
                        endless())
                .words("\u0003a\u0000", "\u0002", "\u0005", "\u0013", "\u000b", "\u0007")
                .bytes(value -> {
                    Optional<Document> document = read(value);
                    document.ifPresent(there -> {
                        byte[] written = Bson.write(VERSION, there);
                        assertThat(Bson.write(VERSION, read(written).orElseThrow()))
                                .isEqualTo(written);
                    });
                    return document.isPresent();
                });
    }

    private static Optional<Document> read(byte[] value) {
        Decoder<Document> decoder =
                reader -> {
                    Decoder.version(reader, VERSION);
                    return Bson.read(reader);
                };
        return decoder.ifSound(Table.DEFAULT, value);
    }

    /// Documents that begin within one another and never end.
    private static byte[] nested() {
        int levels = 8_000;
        ByteWriter bson = new ByteWriter(7 * levels).raw(new byte[] {0, 0, 1, 0});
        for (int level = 0; level < levels; level++) {
            bson.raw(new byte[] {3, 'a', 0, 0, 0, 1, 0});
        }
        return new ByteWriter(7 * levels).octet(VERSION).block(bson.toBytes()).toBytes();
    }

    /// A document with a text that claims to have two gigabytes.
    private static byte[] endless() {
        byte[] bson = {16, 0, 0, 0, 2, 'a', 0, -16, -1, -1, 127, 'x', 0, 0, 0, 0};
        return new ByteWriter(32).octet(VERSION).block(bson).toBytes();
    }

    @Test
    void isReadFromEarlierForms() throws IOException {
        List<Layout.OldForm> forms = List.of(OldForms::handoff, OldForms::chat, OldForms::erasure);

        Fuzz.of("records from before documents")
                .seeds(old("handoff", 0), old("chat", 1), old("erasure", 2))
                .bytes(input -> {
                    if (input.length < 2) {
                        return false;
                    }
                    Decoder<Document> decoder =
                            reader ->
                                    forms.get(reader.octet() % forms.size())
                                            .read(reader.octet(), reader);
                    return decoder.ifSound(Table.DEFAULT, input).isPresent();
                });
    }

    private static byte[] old(String name, int form) throws IOException {
        try (InputStream file = BsonFuzzTest.class.getResourceAsStream("/old/" + name + ".hex")) {
            String hex =
                    new String(requireNonNull(file).readAllBytes(), UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .findFirst()
                            .orElseThrow();
            byte[] value = HexFormat.of().parseHex(hex.substring(hex.lastIndexOf(' ') + 1).strip());
            return new ByteWriter(value.length + 1).octet(form).raw(value).toBytes();
        }
    }

    @Test
    void hasAKeyThatLeadsToIt() {
        Fuzz.of("keys of stored texts")
                .seeds(new ByteWriter(8).keyText("a\0b").keyText("").toBytes())
                .words("\u0000\u00ff", "\u0000")
                .refusedBy(DamagedRecordException.class)
                .bytes(key -> {
                    ByteReader reader = new ByteReader(key);
                    String text = reader.keyText();
                    byte[] again = new ByteWriter(8).keyText(text).toBytes();
                    assertThat(new ByteReader(again).keyText()).isEqualTo(text);
                    return true;
                });
    }
}
