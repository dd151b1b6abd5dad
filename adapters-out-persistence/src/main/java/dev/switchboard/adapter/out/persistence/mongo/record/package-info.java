/// A message as it is stored, one class for each way of reading it, and the questions to the
/// journal that several ports ask.
package dev.switchboard.adapter.out.persistence.mongo.record;
