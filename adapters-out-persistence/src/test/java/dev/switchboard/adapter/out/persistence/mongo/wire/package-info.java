/// A proxy that speaks MongoDB's wire protocol and fails on demand, between a driver and a server.
package dev.switchboard.adapter.out.persistence.mongo.wire;
