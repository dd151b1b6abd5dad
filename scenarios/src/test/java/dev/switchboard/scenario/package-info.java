/// Readable stories: the real core, fake edges, a clock that stands still.
package dev.switchboard.scenario;
