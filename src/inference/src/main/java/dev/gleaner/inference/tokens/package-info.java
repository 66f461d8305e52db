/** Reads exchanges as token ids, for models that come with a Hugging Face tokenizer. */
@NullMarked
package dev.gleaner.inference.tokens;

import org.jspecify.annotations.NullMarked;
