package dev.switchboard.scenario.live;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// The stories of such a desk, while the hubs hear each other's hints and while they do not.
@ParameterizedClass(name = "hints are lost: {0}")
@ValueSource(booleans = {false, true})
abstract class DeskStory extends DeskOfTwoHubs {

    @Parameter boolean hintsAreLost;

    @Override
    boolean hintsAreLost() {
        return hintsAreLost;
    }
}
