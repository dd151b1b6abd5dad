package dev.switchboard.application.service.supervision;

import dev.switchboard.application.port.in.handoff.DirectHandoffs;
import dev.switchboard.application.port.in.handoff.KeepGoals;
import dev.switchboard.application.port.in.handoff.SuperviseAgents;
import dev.switchboard.application.port.in.handoff.SuperviseHandoffs;
import dev.switchboard.application.port.in.handoff.WatchWall;
import dev.switchboard.application.port.out.figures.CountedSteps;
import dev.switchboard.application.port.out.handoff.Goals;
import dev.switchboard.application.service.console.ConsoleModule;
import dev.switchboard.application.service.figures.FigureModule;
import dev.switchboard.application.service.handoff.HandoffSettings;
import dev.switchboard.application.service.node.Node;

/// The services for those who lead agents.
public record SupervisionModule(
        WatchWall wall, SuperviseHandoffs handoffs, SuperviseAgents agents, KeepGoals goals) {

    /// @param owners of the conversations
    public static SupervisionModule of(
            Node node,
            ConsoleModule consoles,
            DirectHandoffs owners,
            Goals goals,
            CountedSteps steps,
            HandoffSettings settings) {
        UserWaits waits = new UserWaits(node.store().conversations(), node.store().history());
        WallReader reader =
                new WallReader(
                        consoles.handoffs(),
                        consoles.agents(),
                        consoles.availability(),
                        waits,
                        goals,
                        settings.queues(),
                        node.clock());
        QueueDays days = new QueueDays(steps, goals, node.clock(), FigureModule.MOST_STEPS);
        Wall wall = new Wall(consoles.agents(), reader, waits, days, node.later());
        consoles.handoffs().watch((_, now) -> wall.stepped(now));
        consoles.shifts()
                .listen(agent -> {
                    reader.changed(agent);
                    wall.touched(agent.tenant());
                });
        node.live().listen(wall::hear);
        consoles.distant().listen(wall::heard);
        consoles.distant().listenToDoubts(wall::doubt);
        return new SupervisionModule(
                wall,
                new SupervisedHandoffs(
                        consoles.handoffs(),
                        consoles.requests(),
                        consoles.targets(),
                        consoles.agents(),
                        owners),
                new SupervisedAgents(consoles.agents(), consoles.availability(), consoles.shifts()),
                new GoalService(goals, settings.queues(), wall::countAnew));
    }
}
