package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.keys.RewrapSecrets;

/// A master key with three secrets under older ones.
public final class FakeKeys implements RewrapSecrets {

    private int left = 3;

    @Override
    public State look() {
        return new State("0badcafe", 0, left);
    }

    @Override
    public State rewrap() {
        int rewrapped = left;
        left = 0;
        return new State("0badcafe", rewrapped, left);
    }
}
