package dev.switchboard.scenario.live;

class WhisperScenarioTest extends WhisperStories {

    WhisperScenarioTest() {
        super(new LiveWorld());
    }
}
