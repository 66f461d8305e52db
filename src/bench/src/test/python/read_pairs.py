"""Prints the pair_id of each pair in a topic, read with Confluent's Python client: read_pairs.py BROKER REGISTRY TOPIC COUNT"""
import sys

from confluent_kafka import Consumer
from confluent_kafka.avro.cached_schema_registry_client import CachedSchemaRegistryClient
from confluent_kafka.avro.serializer.message_serializer import MessageSerializer

broker, registry, topic, count = sys.argv[1:]
pairs = MessageSerializer(CachedSchemaRegistryClient({"url": registry}))
consumer = Consumer({
    "bootstrap.servers": broker,
    "group.id": "foreign",
    "auto.offset.reset": "earliest",
    "isolation.level": "read_committed",
})
consumer.subscribe([topic])
found = 0
while found < int(count):
    message = consumer.poll(30)
    if message is None:
        sys.exit("no further pair within 30 s")
    if message.error():
        sys.exit(str(message.error()))
    pair = pairs.decode_message(message.value())
    assert pair["prompt"][0]["role"] == "USER" and pair["chosen"]["content"] and 0 <= pair["confidence"] <= 1
    print(pair["pair_id"])
    found += 1
consumer.close()
