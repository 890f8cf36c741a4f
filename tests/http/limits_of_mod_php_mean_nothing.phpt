--TEST--
post_max_size, upload_max_filesize and file_uploads of php.ini are not heeded; a field of more than 1 MiB is 413
--EXTENSIONS--
crew
--FILE--
<?php
require __DIR__ . '/../support/http.inc';

$server = crew_start(<<<'PHP'
    $worker = new Crew\Worker('http://127.0.0.1:0');
    $worker->workerNum = 1;
    $worker->onMessage = fn ($conn, $request) => strlen($request->post('name', '')) . ' and ' . (int)$request->file('doc')?->size();
    $worker->start();
    PHP, ['post_max_size' => '1K', 'upload_max_filesize' => '1K', 'file_uploads' => '0', 'enable_post_data_reading' => '0', 'max_input_time' => '1']);
$form = fn (int $name, int $doc) => "--B\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" . str_repeat('x', $name) . "\r\n" .
    "--B\r\nContent-Disposition: form-data; name=\"doc\"; filename=\"a\"\r\n\r\n" . str_repeat('x', $doc) . "\r\n--B--\r\n";
foreach (['small' => [1100, 1200], 'large' => [5000, 100000], 'a field' => [1048577, 1]] as $what => $sizes) {
    $answer = http_ask($server, 'POST /', ['Content-Type' => 'multipart/form-data; boundary=B'], $form(...$sizes));
    echo "$what: ", rtrim($answer['body']), "\n";
}
$plain = ['Content-Type' => 'application/x-www-form-urlencoded'];
echo 'a plain form: ', http_ask($server, 'POST /', $plain, 'name=' . str_repeat('x', 2000000))['body'], "\n";
$server->stop();
?>
--EXPECT--
small: 1100 and 1200
large: 5000 and 100000
a field: 413 Content Too Large
a plain form: 2000000 and 0
