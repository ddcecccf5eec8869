<?php

const TOLERANCE_S = 300;

/** $body: file_get_contents('php://input'), before any json_decode. */
function verify(string $secret, array $headers, string $body): bool
{
    $id = $headers['webhook-id'];
    $timestamp = $headers['webhook-timestamp'];
    if (abs(time() - (int) $timestamp) > TOLERANCE_S) {
        return false;
    }
    $key = base64_decode(str_replace('whsec_', '', $secret));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    foreach (explode(' ', $headers['webhook-signature']) as $part) {
        if (hash_equals($expected, $part)) {
            return true;
        }
    }
    return false;
}
