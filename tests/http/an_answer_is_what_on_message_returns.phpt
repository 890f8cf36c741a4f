--TEST--
A string, a number, a Response and what becomes a string are answers; anything else is an error of the script's and 500
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        return match ($request->path()) {
            '/string' => 'text',
            '/empty' => '',
            '/number' => 42,
            '/response' => new Crew\Http\Response(201, ['X-A' => 'b'], 'made'),
            '/stringable' => new class {
                public function __toString(): string
                {
                    return 'as a string';
                }
            },
            '/array' => ['no'],
            '/object' => new stdClass(),
        };
    };
    $worker->start();
    PHP);
foreach (['string', 'empty', 'number', 'response', 'stringable', 'array', 'object'] as $what) {
    $answer = http_ask($server, "GET /$what");
    echo $answer['status'], ' ', json_encode(rtrim($answer['body'])), ' ', $answer['headers']['connection'] ?? 'kept', "\n";
}
echo implode("\n", preg_grep('/returned/', explode("\n", $server->stop()))), "\n";
?>
--EXPECT--
HTTP/1.1 200 OK "text" kept
HTTP/1.1 200 OK "" kept
HTTP/1.1 200 OK "42" kept
HTTP/1.1 201 Created "made" kept
HTTP/1.1 200 OK "as a string" kept
HTTP/1.1 500 Internal Server Error "500 Internal Server Error" close
HTTP/1.1 500 Internal Server Error "500 Internal Server Error" close
[worker 0] error: onMessage returned array; an answer is a string or a Crew\Http\Response
[worker 0] error: onMessage returned stdClass; an answer is a string or a Crew\Http\Response
