--TEST--
start() is refused outside the command line
--EXTENSIONS--
crew
--SKIPIF--
<?php
if (!is_executable(dirname(PHP_BINARY) . '/php-cgi') && !getenv('TEST_PHP_CGI_EXECUTABLE')) echo 'skip there is no php-cgi';
?>
--FILE--
<?php
require __DIR__ . '/../support/server.inc';

$cgi = getenv('TEST_PHP_CGI_EXECUTABLE') ?: dirname(PHP_BINARY) . '/php-cgi';
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
