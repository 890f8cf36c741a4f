--TEST--
A file of documentRoot that cannot be opened is logged and answered by 500, and the next request is served
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$root = crew_folder();
file_put_contents("$root/a.txt", 'a file');
foreach ([false, true] as $has_callback) {
    $server = crew_start(<<<'PHP'
        $worker = new Crew\Worker('http://127.0.0.1:0');
        $worker->workerNum = 1;
        $worker->documentRoot = ini_get('user_agent');
        $worker->onWorkerStart = fn () => ini_set('open_basedir', '/nowhere');
        PHP . ($has_callback ? "\n\$worker->onMessage = fn () => 'called';" : '') . "\n\$worker->start();", ['user_agent' => $root]);
    foreach (['/a.txt', '/b.txt', '/a.txt'] as $path) {
        echo http_ask($server, "GET $path")['status'], "\n";
    }
    echo substr_count($server->stderr(), 'Cannot send the file'), " logged\n";
    $server->stop();
}
?>
--EXPECT--
HTTP/1.1 500 Internal Server Error
HTTP/1.1 404 Not Found
HTTP/1.1 500 Internal Server Error
2 logged
HTTP/1.1 500 Internal Server Error
HTTP/1.1 200 OK
HTTP/1.1 500 Internal Server Error
2 logged
