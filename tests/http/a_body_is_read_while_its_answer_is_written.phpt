--TEST--
onBody may begin the answer and go on reading: it is called until the body's end
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onBody = function ($conn, $request, $stream) {
        $request->context ??= $conn->begin();
        $request->context->write(strtoupper(fread($stream, 10000)));
        if (feof($stream)) {
            $request->context->end('.');
        }
    };
    $worker->start();
    PHP);
$client = $server->connect();
$body = str_repeat('echo', 100000);
fwrite($client, http_request('POST /', [], $body));
$answer = http_answer($client);
echo $answer['body'] === strtoupper($body) . '.' ? 'all of it' : strlen($answer['body']) . ' bytes', "\n";
$server->stop();
?>
--EXPECT--
all of it
