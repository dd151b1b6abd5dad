package dev.switchboard.adapter.out.upstreams.salesforce;

import java.util.LinkedHashSet;

/// The most recent ids. Only few, because there is one of these for each stream; repeats of older
/// ids are recognised where they are stored.
final class Recent {

    private static final int MOST = 128;

    private final LinkedHashSet<String> ids = new LinkedHashSet<>();

    synchronized boolean has(String id) {
        return ids.contains(id);
    }

    synchronized void add(String id) {
        if (ids.add(id) && ids.size() > MOST) {
            ids.removeFirst();
        }
    }
}
