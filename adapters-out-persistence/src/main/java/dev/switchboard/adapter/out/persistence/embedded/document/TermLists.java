package dev.switchboard.adapter.out.persistence.embedded.document;

import dev.switchboard.adapter.out.persistence.document.DocumentTable.Range;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lists of an index of terms: for each term the places of its documents, the latest first. All
/// lists are in one order, so several are read together, each only where all may agree.
final class TermLists {

    private static final byte[] BEGIN = {};

    private final Table family;
    private final byte[] prefix;

    /// @param prefix of the keys of all lists
    TermLists(Table family, byte[] prefix) {
        this.family = family;
        this.prefix = prefix;
    }

    /// Returns the keys of a document.
    List<byte[]> entries(List<?> terms, Date at, byte[] place) {
        byte[] ending = latestFirst(at.toInstant()).raw(place).toBytes();
        return terms.stream()
                .map(term -> new ByteWriter(96).raw(list(term.toString())).raw(ending).toBytes())
                .toList();
    }

    /// Returns the places of documents that are in the lists of all terms.
    List<byte[]> places(View view, Range.All range, int limit) {
        List<byte[]> lists = range.values().stream().map(this::list).toList();
        List<Scan> scans = new ArrayList<>();
        try {
            lists.forEach(list -> scans.add(view.scan(family, list)));
            List<byte[]> places = new ArrayList<>();
            byte @Nullable [] agreed = agreed(lists, scans, begin(range));
            while (agreed != null) {
                places.add(Arrays.copyOfRange(agreed, Long.BYTES, agreed.length));
                agreed = places.size() == limit ? null : agreed(lists, scans, behind(agreed));
            }
            return places;
        } finally {
            scans.forEach(Scan::close);
        }
    }

    /// @return the first ending at `from` or behind it that all lists have; null if there is none
    private static byte @Nullable [] agreed(List<byte[]> lists, List<Scan> scans, byte[] from) {
        byte[] wanted = from;
        int agreeing = 0;
        for (int i = 0; agreeing < lists.size(); i = (i + 1) % lists.size()) {
            byte[] list = lists.get(i);
            Scan scan = scans.get(i);
            if (!scan.skipTo(new ByteWriter(96).raw(list).raw(wanted).toBytes())) {
                return null;
            }
            byte[] key = scan.key();
            byte[] ending = Arrays.copyOfRange(key, list.length, key.length);
            agreeing = Arrays.equals(ending, wanted) ? agreeing + 1 : 1;
            wanted = ending;
        }
        return wanted;
    }

    private static byte[] begin(Range.All range) {
        return range.at() == null || range.id() == null
                ? BEGIN
                : behind(latestFirst(range.at()).keyText(range.id()).toBytes());
    }

    /// The first ending that can follow.
    private static byte[] behind(byte[] ending) {
        return Arrays.copyOf(ending, ending.length + 1);
    }

    private byte[] list(String term) {
        return new ByteWriter(64).raw(prefix).keyText(term).toBytes();
    }

    private static ByteWriter latestFirst(Instant at) {
        return new ByteWriter(64).int64(Long.MAX_VALUE - at.toEpochMilli());
    }
}
