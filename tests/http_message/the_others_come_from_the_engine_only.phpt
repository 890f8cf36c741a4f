--TEST--
Request, UploadedFile, Writer and EventStream cannot be constructed, copied or kept in a string
--EXTENSIONS--
crew
--FILE--
<?php
foreach (['Request', 'UploadedFile', 'Writer', 'EventStream'] as $name) {
    $class = new ReflectionClass("Crew\\Http\\$name");
    foreach ([fn () => new ($class->name), fn () => $class->newInstanceWithoutConstructor(), fn () => unserialize('O:' . strlen($class->name) . ":\"$class->name\":0:{}")] as $try) {
        try {
            $try();
            echo "taken\n";
        } catch (Throwable $e) {
            echo get_class($e), ': ', $e->getMessage(), "\n";
        }
    }
}
?>
--EXPECT--
Error: Crew\Http\Request comes from the engine; it cannot be constructed
ReflectionException: Class Crew\Http\Request is an internal class marked as final that cannot be instantiated without invoking its constructor
Exception: Unserialization of 'Crew\Http\Request' is not allowed
Error: Crew\Http\UploadedFile comes from the engine; it cannot be constructed
ReflectionException: Class Crew\Http\UploadedFile is an internal class marked as final that cannot be instantiated without invoking its constructor
Exception: Unserialization of 'Crew\Http\UploadedFile' is not allowed
Error: Crew\Http\Writer comes from a connection; it cannot be constructed
ReflectionException: Class Crew\Http\Writer is an internal class marked as final that cannot be instantiated without invoking its constructor
Exception: Unserialization of 'Crew\Http\Writer' is not allowed
Error: Crew\Http\EventStream comes from a connection; it cannot be constructed
ReflectionException: Class Crew\Http\EventStream is an internal class marked as final that cannot be instantiated without invoking its constructor
Exception: Unserialization of 'Crew\Http\EventStream' is not allowed
