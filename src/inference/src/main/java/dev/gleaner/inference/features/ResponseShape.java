package dev.gleaner.inference.features;

/** What a response does, as far as its phrases tell; {@code response-shapes.txt} lists the phrases. */
enum ResponseShape {
    OFFERS,
    ASKS_USER_TO_ACT,
    CLAIMS_DONE,
    APOLOGISES,
    REFUSES,
    PLANS,
    DEBUGS,
    FAILED,
    GREETS,
    CODES
}
