package dev.switchboard.bootstrap.scenario.live;

class WhisperScenarioTest extends WhisperStories {

    WhisperScenarioTest() {
        super(new LiveWorld());
    }
}
