/// A server for the official protocol suites, and the suites' cases as our own tests.
package dev.switchboard.adapter.in.socket.conformance;
