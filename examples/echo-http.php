<?php
/*
 * Answers any request with 200 and its own body, or "ok" when it has none: something to point a test of HTTP at.
 *
 *     scripts/php examples/echo-http.php            then: curl -d hello http://127.0.0.1:8080/
 */

$worker = new Worker(getenv('ADDRESS') ?: 'http://127.0.0.1:8080');
$worker->onMessage = function ($conn, $request) {
    $conn->send($request->rawBody() !== '' ? $request->rawBody() : 'ok');
};
$worker->start();
