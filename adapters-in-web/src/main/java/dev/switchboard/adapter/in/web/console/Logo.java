package dev.switchboard.adapter.in.web.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The picture of the house that runs the hub. The console shows it as an image, in which a browser
/// runs no script and loads nothing else.
final class Logo {

    /// It is loaded with the first page that anybody sees.
    private static final int MOST_BYTES = 65_536;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final String name;
    private final byte[] bytes;

    private Logo(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /// @throws IllegalArgumentException if the file is none, too large or of another kind
    static Logo read(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException _) {
            throw new IllegalArgumentException(
                    "switchboard.console.logo must be a file that the hub can read");
        }
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("switchboard.console.logo must have 64 KB at most");
        }
        if (Arrays.equals(PNG, 0, PNG.length, bytes, 0, Math.min(PNG.length, bytes.length))) {
            return new Logo("logo.png", bytes);
        }
        if (isSvg(bytes)) {
            return new Logo("logo.svg", bytes);
        }
        throw new IllegalArgumentException("switchboard.console.logo must be a PNG or an SVG");
    }

    /// The name of the file by which the console asks for it.
    String name() {
        return name;
    }

    /// The bytes of the operator's file at the start of the hub; not to be changed.
    byte[] bytes() {
        return bytes;
    }

    /// Browsers show nothing of one that is not well-formed.
    private static boolean isSvg(byte[] bytes) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            boolean svg = false;
            boolean first = true;
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT && first) {
                    svg = reader.getLocalName().equals("svg");
                    first = false;
                }
            }
            return svg;
        } catch (XMLStreamException _) {
            return false;
        }
    }
}
