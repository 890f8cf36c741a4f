--TEST--
multipart/form-data that is malformed is 400 whether it comes whole or in pieces, and onMessage does not see it
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onError = function ($conn, $code, $text) {
        echo $code === Crew\Connection::ERROR_PROTOCOL ? 'protocol' : 'too large', ", $text\n";
    };
    $worker->onMessage = function ($conn, $request) {
        echo "onMessage\n";
        return json_encode([$request->post(), count($request->file())]);
    };
    $worker->start();
    PHP, ['max_input_vars' => '2', 'max_file_uploads' => '1', 'upload_tmp_dir' => ($uploads = crew_folder())]);

$part = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
$file = "--B\r\nContent-Disposition: form-data; name=\"f[]\"; filename=\"x\"\r\n\r\n%s\r\n";
$type = 'multipart/form-data; boundary=B';
$cases = [
    'well formed' => [$type, "$part$file--B--\r\n"],
    'no end' => [$type, "$part$file"],
    'no name' => [$type, "{$file}--B\r\nContent-Disposition: form-data\r\n\r\n1\r\n--B--\r\n"],
    'no boundary' => ['multipart/form-data', "$part$file--B--\r\n"],
    'too many files' => [$type, "$file$file--B--\r\n"],
    'too many parts' => [$type, "$part$part$part$part--B--\r\n$file"],
    'another type' => ['multipart/form-data-x', $file],
    'nothing' => [$type, ''],
];
foreach ($cases as $name => [$type, $body]) {
    foreach (['x', str_repeat('x', 70000)] as $bytes) {
        $length = strlen($server->stdout());
        $answer = http_ask($server, 'POST /', ['Content-Type' => $type], str_replace('%s', $bytes, $body));
        echo $name, ': ', substr($answer['status'], 9), ', ', rtrim($answer['body']), ' | ', substr($server->stdout(), $length);
    }
}
wait_for(fn () => glob("$uploads/*") === [], 10, 'the temporary files to go');
$server->stop();
?>
--EXPECT--
well formed: 200 OK, [{"a":"1"},1] | onMessage
well formed: 200 OK, [{"a":"1"},1] | onMessage
no end: 400 Bad Request, 400 Bad Request | protocol, 400: the body ends before its last boundary
no end: 400 Bad Request, 400 Bad Request | protocol, 400: the body ends before its last boundary
no name: 400 Bad Request, 400 Bad Request | protocol, 400: a part has no name
no name: 400 Bad Request, 400 Bad Request | protocol, 400: a part has no name
no boundary: 400 Bad Request, 400 Bad Request | protocol, 400: the content type has no boundary, more than one, or one that is malformed
no boundary: 400 Bad Request, 400 Bad Request | protocol, 400: the content type has no boundary, more than one, or one that is malformed
too many files: 413 Content Too Large, 413 Content Too Large | too large, 413: more files than max_file_uploads allows
too many files: 413 Content Too Large, 413 Content Too Large | too large, 413: more files than max_file_uploads allows
too many parts: 413 Content Too Large, 413 Content Too Large | too large, 413: more parts than allowed
too many parts: 413 Content Too Large, 413 Content Too Large | too large, 413: more parts than allowed
another type: 200 OK, [[],0] | onMessage
another type: 200 OK, [[],0] | onMessage
nothing: 200 OK, [[],0] | onMessage
nothing: 200 OK, [[],0] | onMessage
