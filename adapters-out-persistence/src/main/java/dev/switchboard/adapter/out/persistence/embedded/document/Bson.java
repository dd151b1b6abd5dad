package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import java.nio.ByteBuffer;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;

/// A document as a value: the layout version, a length and BSON.
final class Bson {

    private static final DocumentCodec CODEC = new DocumentCodec();

    private Bson() {}

    static byte[] write(int version, Document document) {
        try (BasicOutputBuffer bytes = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(bytes)) {
            CODEC.encode(writer, document, EncoderContext.builder().build());
            return new ByteWriter(bytes.size() + 8)
                    .octet(version)
                    .block(bytes.toByteArray())
                    .toBytes();
        }
    }

    /// @param value positioned after the version
    static Document read(ByteReader value) {
        byte[] bson = value.block();
        BsonShape.require(bson);
        try (BsonBinaryReader reader = new BsonBinaryReader(ByteBuffer.wrap(bson))) {
            return CODEC.decode(reader, DecoderContext.builder().build());
        } catch (RuntimeException _) {
            // the driver has exceptions of many kinds
            throw new DamagedRecordException("its document cannot be read");
        }
    }
}
