### Les pages « À faire ».
