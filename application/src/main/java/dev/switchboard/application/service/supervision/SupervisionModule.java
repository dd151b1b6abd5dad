package dev.switchboard.application.service.supervision;

import dev.switchboard.application.port.in.handoff.KeepGoals;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs;
import dev.switchboard.application.port.in.handoff.WatchWall;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.service.console.ConsoleModule;
import dev.switchboard.application.service.handoff.HandoffModule;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.node.Node;

/// The services for those who lead agents.
public record SupervisionModule(WatchWall wall, SuperviseHandoffs handoffs, KeepGoals goals) {

    public static SupervisionModule of(
            Node node,
            HandoffModule handoffs,
            ConsoleModule consoles,
            Goals goals,
            HandoffSettings settings) {
        UserWaits waits = new UserWaits(node.store().conversations(), node.store().history());
        WallReader reader =
                new WallReader(
                        handoffs.cache(),
                        consoles.agents(),
                        consoles.availability(),
                        waits,
                        goals,
                        settings.queues(),
                        node.clock());
        Wall wall = new Wall(consoles.agents(), reader, waits, node.later());
        handoffs.listen(wall::stepped);
        consoles.shifts()
                .listen(agent -> {
                    reader.changed(agent);
                    wall.touched(agent.tenant());
                });
        node.live().listen(wall::hear);
        return new SupervisionModule(
                wall,
                new SupervisedHandoffs(
                        handoffs.cache(),
                        consoles.acceptance(),
                        handoffs.steps(),
                        handoffs.record(),
                        consoles.targets(),
                        consoles.agents(),
                        node.locks(),
                        node.clock()),
                new GoalService(goals, settings.queues(), wall::touched));
    }
}
