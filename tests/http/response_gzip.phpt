--TEST--
gzip: text of 1 KiB and more, for who accepts it, unless the script says otherwise
--EXTENSIONS--
crew
--SKIPIF--
<?php if (!extension_loaded('zlib')) die('skip needs ext-zlib'); ?>
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = function ($conn, $request) {
        $text = str_repeat('hello ', (int)$request->get('count', 1000));
        return match ($request->path()) {
            '/string' => $text,
            '/image' => new Crew\Http\Response(200, ['Content-Type' => 'image/png'], $text),
            '/tagged' => new Crew\Http\Response(200, ['Content-Type' => 'application/json', 'ETag' => '"x"'], $text),
            '/never' => (new Crew\Http\Response(200, [], $text))->gzip(false),
            '/always' => (new Crew\Http\Response(200, ['Content-Type' => 'image/x'], $text))->gzip(),
        };
    };
    $worker->start();
    PHP);
foreach (['/string', '/string?count=5', '/image', '/tagged', '/never', '/always?count=50'] as $target) {
    $answer = http_ask($server, "GET $target", ['Accept-Encoding' => 'br, gzip']);
    $body = isset($answer['headers']['content-encoding']) ? 'gzip of ' . strlen(gzdecode($answer['body'])) : strlen($answer['body']);
    echo $target, ': ', $body, ', Vary ', $answer['headers']['vary'] ?? '-', ', ETag ', $answer['headers']['etag'] ?? '-', "\n";
}
$answer = http_ask($server, 'GET /string');
echo strlen($answer['body']), ', Vary ', $answer['headers']['vary'], "\n";
$server->stop();
?>
--EXPECT--
/string: gzip of 6000, Vary Accept-Encoding, ETag -
/string?count=5: 30, Vary -, ETag -
/image: 6000, Vary -, ETag -
/tagged: gzip of 6000, Vary Accept-Encoding, ETag W/"x"
/never: 6000, Vary -, ETag -
/always?count=50: gzip of 300, Vary Accept-Encoding, ETag -
6000, Vary Accept-Encoding
