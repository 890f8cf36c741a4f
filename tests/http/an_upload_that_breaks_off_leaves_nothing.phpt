--TEST--
A client that goes away in the middle of an upload: the temporary file goes, too, and the worker serves on
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn () => 'ok';
    $worker->start();
    PHP, ['upload_tmp_dir' => ($uploads = crew_folder())]);
$client = $server->connect();
fwrite($client, "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 1000000\r\n\r\n" .
    "--B\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n" . str_repeat('x', 100000));
wait_for(fn () => glob("$uploads/*") !== []);
fclose($client);
wait_for(fn () => glob("$uploads/*") === []);
echo http_ask($server, 'GET /')['body'], "\n";
$server->stop();
?>
--EXPECT--
ok
