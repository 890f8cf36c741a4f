--TEST--
start() is refused outside the command line
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (!getenv('TEST_PHP_CGI_EXECUTABLE') && !is_executable(preg_replace('#/php([^/]*)$#', '/php-cgi$1', PHP_BINARY))) echo 'skip there is no php-cgi';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$cgi = getenv('TEST_PHP_CGI_EXECUTABLE') ?: preg_replace('#/php([^/]*)$#', '/php-cgi$1', PHP_BINARY);
foreach (['SCRIPT_FILENAME', 'PATH_TRANSLATED', 'REQUEST_METHOD'] as $name) {
    putenv($name); /* or it would take this test for its script */
}
$folder = crew_folder();
file_put_contents("$folder/server.php", <<<'PHP'
    <?php
    try {
        (new Worker('tcp://127.0.0.1:0'))->start();
    } catch (Crew\Exception $e) {
        echo $e->getMessage(), "\n";
    }
    PHP);
$command = preg_replace("/^exec '.*?'/", 'exec ' . escapeshellarg($cgi), php_command());
echo shell_exec("$command -q $folder/server.php");
?>
--EXPECT--
A worker can only be started from the command line (the cli SAPI), this is cgi-fcgi
